"""`python -m vivarium_worker.agent`."""

from vivarium_worker.agent.main import main

if __name__ == "__main__":
    main()
