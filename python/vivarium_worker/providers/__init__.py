"""What models of language and of embeddings share: which is meant, what is asked, what can go wrong."""
