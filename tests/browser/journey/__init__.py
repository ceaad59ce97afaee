"""The steps of the main job, with the keyboard alone; each looks at what a person would see afterwards."""
