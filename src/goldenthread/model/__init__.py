"""The words of the trade, as values: no input or output, no framework, no judgement."""
