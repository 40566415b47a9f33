"""What is true of a case without Flask, SQL or WeChat: standard library only, `now` is an argument."""
