"""Starting and stopping the application: its folder, its database, its address, its processes."""
