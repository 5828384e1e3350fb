"""Pictures that answer: network, org chart, timeline."""
