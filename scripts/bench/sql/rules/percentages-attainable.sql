WITH stated AS (
    SELECT poll_id, any_value(population_id) AS population_id
    FROM polls WHERE population_id IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT population_id) = 1),
asked AS (
    SELECT poll_id, any_value(population_id) AS population_id
    FROM questions GROUP BY ALL HAVING count(DISTINCT population_id) = 1),
said AS (SELECT DISTINCT poll_id FROM polls WHERE population_id IS NOT NULL),
samples AS (
    SELECT DISTINCT polls.poll_id, sample_size,
        coalesce(polls.population_id, CASE WHEN said.poll_id IS NULL
            THEN asked.population_id ELSE stated.population_id END) AS population_id
    FROM polls LEFT JOIN said USING (poll_id)
    LEFT JOIN stated USING (poll_id) LEFT JOIN asked USING (poll_id)
    WHERE sample_size IS NOT NULL),
tested AS (
    SELECT answers.claim_id, sample_size, 200 * CAST(pow(10, places) AS HUGEINT) AS hundred,
        CAST(lo * 2 * CAST(pow(10, places) AS BIGINT) AS HUGEINT) AS least,
        CAST(hi * 2 * CAST(pow(10, places) AS BIGINT) AS HUGEINT) AS most
    FROM answers JOIN questions ON questions.claim_id = question_claim_id
    JOIN samples USING (poll_id, population_id)
    WHERE is_exact AND is_known)
SELECT claim_id
FROM tested
GROUP BY claim_id
HAVING bool_and((least * sample_size + hundred - 1) // hundred * hundred > most * sample_size)
