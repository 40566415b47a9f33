"""The pages: a case for its resident, a medium for whoever has its link."""
