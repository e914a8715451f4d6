package io.rootops.core.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.rootops.core.memory.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * A fresh, migrated database on a real PostgreSQL, dropped by {@link #close}. The server is one a test JVM. Sessions
 * are in Los Angeles, so that whoever forgets a time zone finds out.
 */
public final class TestDatabase implements AutoCloseable {
    private final TestServer server;
    private final String name;
    private final HikariDataSource pool;

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        this.pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setJdbcUrl(jdbcUrl());
        pool.setUsername(user());
        pool.setPassword(password());
        pool.setConnectionInitSql("set time zone 'America/Los_Angeles'");
    }

    public static TestDatabase create() {
        TestServer server = TestServer.running();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.execute("create database " + name + " template " + TestServer.TEMPLATE + " strategy wal_log");
        return new TestDatabase(server, name);
    }

    /** An empty database, not migrated. */
    public static TestDatabase createEmpty() {
        TestServer server = TestServer.running();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.execute("create database " + name);
        return new TestDatabase(server, name);
    }

    public DataSource dataSource() {
        return pool;
    }

    public DSLContext dsl() {
        return DSL.using(pool, SQLDialect.POSTGRES, new Settings().withRenderSchema(false));
    }

    /** The product's own pool on this database. The caller closes it. */
    public Database open() {
        return Database.open(jdbcUrl(), user(), password());
    }

    /** Runs statements that need no answer. */
    public void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("test statement failed: " + sql, e);
        }
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    @Override
    public void close() {
        pool.close();
        server.execute("drop database " + name + " with (force)");
    }
}
