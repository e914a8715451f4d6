package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.GITHUB_APP;

import io.rootops.core.memory.schema.tables.records.GithubAppRecord;
import io.rootops.core.secret.KeyFile;
import io.rootops.core.secret.KeyFileException;
import io.rootops.core.secret.SecretBox;
import io.rootops.core.settings.RegisteredApp;
import java.net.URI;
import java.util.Optional;
import org.jooq.DSLContext;

/** The GitHub App that was made for this RootOps. Shared by replicas that have the same key file. */
public final class GitHubAppMemory {
    private static final String PRIVATE_KEY = "private key of the GitHub App";
    private static final String WEBHOOK_SECRET = "webhook secret of the GitHub App";

    private final DSLContext db;
    private final KeyFile keyFile;
    private final String github;

    /** @param github which GitHub: its web address */
    public GitHubAppMemory(DSLContext db, KeyFile keyFile, URI github) {
        this.db = db;
        this.keyFile = keyFile;
        this.github = github.toString();
    }

    /**
     * In the place of the one before.
     *
     * @throws KeyFileException when there is no key to encrypt its secrets with
     */
    public void store(RegisteredApp app) throws KeyFileException {
        SecretBox box = keyFile.open();
        GithubAppRecord row = new GithubAppRecord();
        row.setGithub(github);
        row.setAppId(app.id());
        row.setSlug(app.slug());
        row.setName(app.name());
        row.setOwner(app.owner());
        row.setPage(app.page().toString());
        row.setPrivateKey(box.seal(app.privateKey(), PRIVATE_KEY));
        row.setWebhookSecret(app.webhookSecret() == null ? null : box.seal(app.webhookSecret(), WEBHOOK_SECRET));
        db.transaction(tx -> {
            tx.dsl().deleteFrom(GITHUB_APP).where(GITHUB_APP.GITHUB.eq(github)).execute();
            tx.dsl().insertInto(GITHUB_APP).set(row).execute();
        });
    }

    /** @throws KeyFileException when there is one and its secrets cannot be read */
    public Optional<RegisteredApp> find() throws KeyFileException {
        Optional<GithubAppRecord> row = db.fetchOptional(GITHUB_APP, GITHUB_APP.GITHUB.eq(github));
        return row.isEmpty() ? Optional.empty() : Optional.of(app(row.get(), keyFile.existing()));
    }

    /** @return whether there was one */
    public boolean forget() {
        return db.deleteFrom(GITHUB_APP).where(GITHUB_APP.GITHUB.eq(github)).execute() > 0;
    }

    /** Why the secrets of an App, of whichever GitHub, cannot be read with a key file; empty: they can, or there is none. */
    public static Optional<String> locked(DSLContext db, KeyFile keyFile) {
        try {
            for (GithubAppRecord it : db.fetch(GITHUB_APP)) {
                keyFile.existing().open(it.getPrivateKey(), PRIVATE_KEY);
            }
            return Optional.empty();
        } catch (KeyFileException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static RegisteredApp app(GithubAppRecord it, SecretBox box) throws KeyFileException {
        byte[] webhookSecret = it.getWebhookSecret();
        return new RegisteredApp(
                it.getAppId(),
                it.getSlug(),
                it.getName(),
                it.getOwner(),
                URI.create(it.getPage()),
                box.open(it.getPrivateKey(), PRIVATE_KEY),
                webhookSecret == null ? null : box.open(webhookSecret, WEBHOOK_SECRET));
    }
}
