"""What a run's records become for people and other programs.

`columns` makes the columns of the tables from the types of the record; `csv_files` and `tables` write them and read them
for pandas; `formats` writes a run as csv, xlsx, parquet, sqlite, jsonl, timeml, ics or geojson (`presselese export`);
`events` says what a release announces; `report` makes the pages of `presselese report`.
"""
