"""Reports as files of office programs: documents and workbooks."""
