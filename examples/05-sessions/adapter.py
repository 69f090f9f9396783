"""A shop's till in Python. It keeps nothing itself: baskets are variables of the session that a call is made in."""

from vivarium_worker import BaseAdapter, tool


class Till(BaseAdapter):
    @tool(description="Puts an item into the basket, by the price that the host knows.")
    def add(self, item: str) -> dict:
        session = self.session_context
        price = session.call_host_tool("price", item=item)
        basket = [*session.get_variable("basket", []), [item, price]]
        session.set_variable("basket", basket, tags={"currency": "EUR"})
        return {"items": len(basket), "total": sum(price for _, price in basket)}

    @tool(description="What everything in the basket costs.", required_variables=["basket"])
    def total(self) -> float:
        return sum(price for _, price in self.session_context.get_variable("basket"))
