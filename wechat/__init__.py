"""The WeChat protocol kit: reading what arrives, writing what goes out; it knows nothing of cases."""
