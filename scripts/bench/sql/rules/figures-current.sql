SELECT claim_id
FROM figures JOIN properties ON property_id = measure_id
JOIN passages USING (passage_id) JOIN documents USING (document_id)
WHERE as_of_earliest - latest_of(figures.as_of) > valid_for_days
