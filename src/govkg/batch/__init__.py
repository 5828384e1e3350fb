"""The same pipeline on a cluster: the pure functions of one article and one entity, spread by Apache Spark."""
