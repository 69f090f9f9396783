raise ValueError("no model file")
