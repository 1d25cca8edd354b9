SELECT claim_id
FROM sides
WHERE relation IN ('rose', 'fell') AND are_known AND unit = other_unit
AND (is_series OR right_claim_id IS NULL)
AND CASE relation WHEN 'rose' THEN other_lo >= hi ELSE lo >= other_hi END
