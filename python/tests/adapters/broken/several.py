from vivarium_worker import BaseAdapter, tool


class One(BaseAdapter):
    @tool
    def a(self): ...


class Two(BaseAdapter):
    @tool
    def b(self): ...
