SELECT DISTINCT anchor_passage_id FROM dates WHERE anchor_passage_id <> passage_id
