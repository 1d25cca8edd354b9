SELECT poll_id
FROM answers JOIN questions ON questions.claim_id = question_claim_id
WHERE is_exact
GROUP BY poll_id
HAVING min(places) < max(places)
