SELECT question_claim_id
FROM answers JOIN questions ON questions.claim_id = question_claim_id
WHERE exclusive = 'yes'
GROUP BY question_claim_id, exhaustive
HAVING bool_and(is_known) AND count(*) = count(DISTINCT option)
AND (sum(lo) > 100 OR exhaustive = 'yes' AND sum(hi) < 100)
