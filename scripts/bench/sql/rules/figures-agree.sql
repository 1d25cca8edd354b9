SELECT series, at_time, over_time
FROM comparable
WHERE single_valued
GROUP BY ALL
HAVING max(lo) > min(hi) OR max(lo) FILTER (WHERE is_strict) >= min(hi)
    OR max(lo) >= min(hi) FILTER (WHERE is_strict_high)
