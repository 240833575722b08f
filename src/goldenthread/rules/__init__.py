"""Judgements about the model. Each returns a verdict and the reason for it in words."""
