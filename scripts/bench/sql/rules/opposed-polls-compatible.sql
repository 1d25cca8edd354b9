WITH RECURSIVE members AS (
    SELECT answers.claim_id, question_claim_id, option, stance = 'favourable' AS favours,
        lo, hi, is_known, topic, population_id, poll_id, exclusive
    FROM answers JOIN questions ON questions.claim_id = question_claim_id
    WHERE stance IN ('favourable', 'unfavourable')
    QUALIFY min(poll_id) OVER (PARTITION BY topic, population_id)
        < max(poll_id) OVER (PARTITION BY topic, population_id)),
sums AS (
    SELECT topic, population_id, poll_id, question_claim_id, favours, sum(lo) AS least, sum(hi) AS most
    FROM members
    GROUP BY ALL
    HAVING bool_and(is_known) AND count(*) = count(DISTINCT option)
    AND (bool_and(exclusive = 'yes') OR favours AND count(*) = 1)),
polls_known AS (
    SELECT topic, population_id, poll_id,
        coalesce(max(least) FILTER (WHERE favours), 0) AS low,
        min(CASE WHEN favours THEN least(most, 100) ELSE greatest(100 - least, 0) END) AS high
    FROM sums GROUP BY ALL HAVING low <= high),
links AS (
    SELECT topic, population_id, a.poll_id AS one, b.poll_id AS other
    FROM comparisons
    JOIN members AS a ON a.claim_id = left_claim_id
    JOIN members AS b USING (topic, population_id)
    WHERE relation IN ('rose', 'fell') AND b.claim_id = right_claim_id),
linked(topic, population_id, one, other) AS (
    FROM links
    UNION
    SELECT topic, population_id, other, one FROM links
    UNION
    SELECT linked.topic, linked.population_id, linked.one, onward.other
    FROM linked JOIN (
        FROM links UNION ALL SELECT topic, population_id, other, one FROM links) AS onward
    ON onward.topic = linked.topic AND onward.population_id = linked.population_id
    AND onward.one = linked.other)
SELECT a.topic, a.population_id
FROM polls_known AS a JOIN polls_known AS b USING (topic, population_id)
WHERE a.low > b.high AND a.poll_id <> b.poll_id AND NOT EXISTS (
    FROM linked
    WHERE linked.topic = a.topic AND linked.population_id = a.population_id
    AND linked.one = a.poll_id AND linked.other = b.poll_id)
GROUP BY ALL
