"""What RQ runs: each job takes ids or nothing, re-reads, checks the status and is safe to run twice."""
