"""The facts for agents: a server of the Model Context Protocol (MCP), over stdio or HTTP."""
