"""Reading: from an article to statements, each with the sentence that says it."""
