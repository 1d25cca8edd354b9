SELECT claim_id
FROM sides
WHERE relation NOT IN ('rose', 'fell') AND are_known AND unit = other_unit
AND CASE
    WHEN relation IN ('more', 'much-more', 'majority', 'slight-majority') THEN other_lo >= hi
    WHEN relation IN ('less', 'much-less', 'minority') THEN lo >= other_hi
    ELSE are_exact AND lo = other_lo AND hi = other_hi END
OR relation = 'slight-majority' AND are_known AND unit = other_unit
AND (lo > 60 OR is_strict AND lo = 60)
