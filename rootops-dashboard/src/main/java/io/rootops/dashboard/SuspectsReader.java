package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.RankedCulprit;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.SuspectRankings;
import io.rootops.core.suspect.Chance;
import io.rootops.core.suspect.KeptRanking;
import io.rootops.core.suspect.Suspect;
import io.rootops.core.suspect.SuspectSubject;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.SuspectsView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers suspects with their commits, and how often they were right. */
final class SuspectsReader {
    /** Of one's own incidents; with fewer, those that RootOps ships with say more. */
    private static final int ENOUGH = 30;

    private static final int FIVE = 5;

    private final SuspectRankings rankings;
    private final IncidentAnswers answers;
    private final CommitMemory commits;
    private final CommitItems items;
    private final RepositoryMemory repositories;

    SuspectsReader(IncidentFacts facts, CommitMemory commits, CommitItems items, RepositoryMemory repositories) {
        this.rankings = facts.rankings();
        this.answers = facts.answers();
        this.commits = commits;
        this.items = items;
        this.repositories = repositories;
    }

    /** Empty: nothing was ranked yet. */
    Optional<SuspectsView> of(SuspectSubject subject) {
        return rankings.of(subject)
                .flatMap(it -> repositories
                        .byId(it.repository())
                        .map(TrackedRepository::name)
                        .map(name -> view(it, name)));
    }

    private SuspectsView view(KeptRanking it, String repository) {
        List<RankedCulprit> own = answers.ranked(null);
        boolean enough = own.size() >= ENOUGH;
        double chance = enough
                ? Chance.fitted(own.stream()
                                .map(each -> new Chance.Outcome(each.share(), each.within(FIVE)))
                                .toList())
                        .of(it.ranking().shareOfFive())
                : it.ranking().chanceOfFive();
        List<RankedCulprit> here = answers.ranked(it.repository());
        Map<String, CommitItem> found = found(it);
        return SuspectsView.of(
                it,
                repository,
                chance,
                enough ? own.size() : 0,
                it.ranking().suspects().stream()
                        .map(each -> SuspectsView.Item.of(each, found.get(each.sha())))
                        .toList(),
                new SuspectsView.Hits(
                        here.size(),
                        (int) here.stream().filter(each -> each.within(1)).count(),
                        (int) here.stream().filter(each -> each.within(FIVE)).count()));
    }

    private Map<String, CommitItem> found(KeptRanking ranking) {
        RepositoryId repository = ranking.repository();
        Map<String, CommitItem> found = new HashMap<>();
        items.of(commits.all(
                        repository,
                        ranking.ranking().suspects().stream().map(Suspect::sha).toList()))
                .forEach(it -> found.put(it.sha(), it));
        return found;
    }
}
