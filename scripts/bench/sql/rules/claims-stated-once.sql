SELECT 'dates' AS origin
FROM dates GROUP BY entity_id, property_id, date HAVING min(passage_id) < max(passage_id)
UNION ALL
SELECT 'figures'
FROM figures
GROUP BY entity_id, measure_id, low, best, high, unit, qualifier, population_id, as_of, period,
    rounded_to, breakdown
HAVING min(passage_id) < max(passage_id)
UNION ALL
SELECT 'relations'
FROM relations LEFT JOIN properties ON property_id = predicate_id
GROUP BY predicate_id, "start", "end",
    CASE WHEN "symmetric" THEN least(subject_id, object_id) ELSE subject_id END,
    CASE WHEN "symmetric" THEN greatest(subject_id, object_id) ELSE object_id END
HAVING min(passage_id) < max(passage_id)
UNION ALL
SELECT 'answers'
FROM answers JOIN questions ON questions.claim_id = question_claim_id
GROUP BY question_id, population_id, option, percent, low, high, qualifier
HAVING min(answers.passage_id) < max(answers.passage_id)
UNION ALL
SELECT 'sequences'
FROM sequences
GROUP BY earlier_entity_id, earlier_property_id, later_entity_id, later_property_id,
    minimum_lag_days, maximum_lag_days
HAVING min(passage_id) < max(passage_id)
