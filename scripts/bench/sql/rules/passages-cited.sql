WITH listed AS (
    SELECT paragraph, entity_id, list_label FROM citations JOIN paragraphs USING (passage_id)),
supported AS (
    SELECT paragraph, entity_id FROM listed UNION ALL
    SELECT paragraph, subject_id FROM listed JOIN relations ON object_id = entity_id
    JOIN properties ON property_id = predicate_id WHERE attribution = 'author'),
said AS (
    SELECT passage_id FROM headings UNION ALL SELECT passage_id FROM dates
    UNION ALL SELECT passage_id FROM sequences UNION ALL SELECT passage_id FROM relations
    UNION ALL SELECT passage_id FROM figures UNION ALL SELECT passage_id FROM polls
    UNION ALL SELECT passage_id FROM questions UNION ALL SELECT passage_id FROM answers
    UNION ALL SELECT passage_id FROM comparisons UNION ALL SELECT passage_id FROM statements),
named AS (
    SELECT passage_id, attributed_to AS source FROM headings UNION ALL SELECT passage_id, attributed_to FROM names
    UNION ALL SELECT passage_id, attributed_to FROM dates UNION ALL SELECT passage_id, attributed_to FROM sequences
    UNION ALL SELECT passage_id, attributed_to FROM relations UNION ALL SELECT passage_id, attributed_to FROM figures
    UNION ALL SELECT passage_id, attributed_to FROM polls UNION ALL SELECT passage_id, attributed_to FROM questions
    UNION ALL SELECT passage_id, attributed_to FROM answers UNION ALL SELECT passage_id, attributed_to FROM comparisons
    UNION ALL SELECT passage_id, attributed_to FROM statements UNION ALL SELECT passage_id, pollster_id FROM polls)
SELECT 'uncited' AS oddity, passage_id AS paragraph
FROM passages
WHERE kind = 'paragraph' AND EXISTS (FROM citations)
AND passage_id NOT IN (SELECT paragraph FROM listed)
AND passage_id IN (SELECT paragraph FROM said JOIN paragraphs USING (passage_id))
UNION ALL
SELECT 'list', paragraph
FROM listed
GROUP BY paragraph
HAVING count(*) > count(DISTINCT entity_id)
OR count(*) > 1 AND bool_or(list_label = 'Source') OR count(*) = 1 AND bool_or(list_label = 'Sources')
UNION ALL
SELECT 'attributed', paragraph
FROM named JOIN paragraphs USING (passage_id) JOIN entities ON entity_id = source
ANTI JOIN supported ON supported.paragraph = paragraphs.paragraph AND supported.entity_id = source
SEMI JOIN listed AS cited ON cited.paragraph = paragraphs.paragraph
WHERE type IN ('organisation', 'publication')
GROUP BY paragraph
