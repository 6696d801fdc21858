"""Files that people exchange: reading those that are imported, writing those that are exported.

Here belongs what knows the inside of a file: CSV, Excel workbooks, their sheets and cells. What the rows mean is
judged by the database, and how anything looks on a screen is said in `render`."""
