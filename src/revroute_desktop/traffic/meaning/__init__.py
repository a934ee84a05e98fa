"""What the words of a log mean: agents, addresses, referrers, campaigns, paths; each distinct text once.

Every function takes distinct words (the `values` of a column of `Hits`) and answers one array or tuple entry
a word, so that the answer of row i stands at `codes[i]`. What was judged is remembered across batches.

    judge_agents(texts) -> Agents                  family, device, bot, crawler
    AddressJudge(rules).judge(texts) -> Addresses  visitor, own, labelled, country
    ReferrerJudge(own_hosts).judge(texts) -> Referrers  group, name
    judge_campaigns(queries) -> Campaigns          campaign, source, medium
    PathJudge(rules).judge(texts) -> Paths         group, asset, robots
"""
