WITH RECURSIVE within(passage_id, section) AS (
    SELECT passage_id, passage_id FROM passages WHERE kind = 'section'
    UNION ALL
    SELECT passages.passage_id, section
    FROM within JOIN passages ON passages.parent_id = within.passage_id),
filled AS (SELECT DISTINCT section FROM within SEMI JOIN (
    FROM passages WHERE kind = 'paragraph') USING (passage_id)),
mentioned AS (
    SELECT passage_id, entity_id FROM dates UNION SELECT passage_id, entity_id FROM figures
    UNION SELECT passage_id, entity_id FROM names WHERE kind <> 'adjective'),
held AS (
    SELECT DISTINCT section, type
    FROM mentioned JOIN entities USING (entity_id) JOIN within USING (passage_id))
SELECT passage_id
FROM headings SEMI JOIN (FROM passages WHERE kind = 'section') USING (passage_id)
LEFT JOIN filled ON filled.section = passage_id
LEFT JOIN held ON held.section = passage_id AND held.type = announces
WHERE filled.section IS NULL OR announces IS NOT NULL AND held.section IS NULL
