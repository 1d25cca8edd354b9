SELECT entity_id, property_id
FROM dates JOIN properties USING (property_id)
WHERE single_valued
GROUP BY ALL
HAVING count(*) > 1 AND max(earliest) > min(latest)
