SELECT claim_id FROM dates WHERE earliest > latest
UNION ALL
SELECT claim_id FROM sequences WHERE minimum_lag_days > maximum_lag_days
UNION ALL
SELECT claim_id
FROM figures
WHERE coalesce(lowest > middle OR middle > highest OR lowest > highest, false)
OR NOT CASE
    WHEN qualifier = 'exactly' THEN coalesce(lowest = middle AND middle = highest, false)
    WHEN qualifier = 'about' THEN middle IS NOT NULL AND lowest IS NULL AND highest IS NULL
    WHEN qualifier IN ('up-to', 'less-than', 'nearly') THEN middle IS NULL AND lowest IS NULL AND highest IS NOT NULL
    WHEN qualifier = 'between' THEN middle IS NULL AND lowest IS NOT NULL AND highest IS NOT NULL
    ELSE middle IS NULL AND lowest IS NOT NULL AND highest IS NULL END
UNION ALL
SELECT claim_id
FROM answers
WHERE coalesce(lowest > share OR share > highest OR lowest > highest, false)
OR NOT CASE
    WHEN qualifier IN ('exactly', 'about') THEN share IS NOT NULL AND lowest IS NULL AND highest IS NULL
    WHEN qualifier IN ('up-to', 'less-than', 'nearly') THEN share IS NULL AND lowest IS NULL AND highest IS NOT NULL
    WHEN qualifier = 'between' THEN share IS NULL AND lowest IS NOT NULL AND highest IS NOT NULL
    ELSE share IS NULL AND lowest IS NOT NULL AND highest IS NULL END
