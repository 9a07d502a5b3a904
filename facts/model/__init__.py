"""The model: values, receipts, fields, records and collections."""
