SELECT question_claim_id
FROM answers JOIN questions ON questions.claim_id = question_claim_id
WHERE exclusive = 'yes' AND exhaustive <> 'yes'
GROUP BY question_claim_id
HAVING bool_and(is_known) AND count(*) = count(DISTINCT option)
AND bool_or(stance = 'favourable') AND bool_or(stance = 'unfavourable') AND sum(hi) < 100
