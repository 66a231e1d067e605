"""Documents: HTML to tagged PDF, and papers laid into it, each in a child process with limits of time and memory."""
