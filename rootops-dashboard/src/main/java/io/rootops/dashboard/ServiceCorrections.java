package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.signal.ServiceName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people and programs say of where a service comes from; the log says by whom. */
final class ServiceCorrections {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceCorrections.class);
    private static final int LONGEST_PATH = 500;

    private final ServiceOrigins origins;
    private final RepositoryMemory repositories;

    ServiceCorrections(ServiceOrigins origins, RepositoryMemory repositories) {
        this.origins = origins;
        this.repositories = repositories;
    }

    /** What may be said. */
    enum Says {
        /** It comes from the repository that is named. */
        REPOSITORY,
        /** From none of those that are followed. */
        NONE,
        /** What was learned is to count again. */
        UNDO
    }

    /** Of a request: the service, and what was said of it. */
    record Said(ServiceName service, Says says) {}

    /**
     * Does what the parameters service, environment, says, repository and path say.
     *
     * @throws ProblemException where one of them cannot be used
     */
    Said take(HttpServletRequest request) {
        Query query = Query.of(request);
        ServiceName service = service(query);
        Says says = Objects.requireNonNullElse(query.word("says", Says.class), Says.REPOSITORY);
        String who = Visitors.of(request).who();
        switch (says) {
            case REPOSITORY -> {
                TrackedRepository repository = repository(query);
                origins.correct(service, repository.id(), path(query, repository), who);
            }
            case NONE -> origins.correct(service, null, "", who);
            case UNDO -> origins.undo(service);
        }
        LOG.info("Where service {} comes from is said by {}", service, who);
        return new Said(service, says);
    }

    private ServiceName service(Query query) {
        String name = query.get("service");
        String environment = query.get("environment");
        ServiceName service = new ServiceName(name == null ? "" : name, environment == null ? "" : environment);
        if (origins.mapping(service).isEmpty()) {
            throw query.wrong("service", "the name of a service of the list, with its environment where it has one");
        }
        return service;
    }

    private TrackedRepository repository(Query query) {
        String name = query.get("repository");
        if (name == null) {
            throw query.wrong("repository", "owner/name of a repository that RootOps follows");
        }
        return RepositoryLookup.named(repositories.all(), name, query.path());
    }

    private String path(Query query, TrackedRepository repository) {
        String told = query.get("path");
        String path = told == null ? "" : told.replaceAll("^(\\./|/)+|/+$", "");
        if (path.isEmpty()) {
            return "";
        }
        boolean known = path.length() <= LONGEST_PATH
                && path.chars().noneMatch(Character::isISOControl)
                && origins.hasDirectory(repository.id(), path);
        if (!known) {
            throw query.wrong("path", "a directory of " + repository.name() + ", such as services/till");
        }
        return path;
    }
}
