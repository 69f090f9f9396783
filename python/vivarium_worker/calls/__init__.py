"""The calls that the host opened: from their arrival to the end of the tool that runs."""
