package io.rootops.app.access;

import io.rootops.core.access.AccessMode;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Access as on a loopback address, for servers whose tests need neither tokens nor sessions. */
public final class LocalAccess {
    private LocalAccess() {}

    /** It has no database: reading needs none. */
    public static AccessControl withoutDatabase() {
        DSLContext none = DSL.using(SQLDialect.POSTGRES);
        InstantSource clock = InstantSource.system();
        return new AccessControl(
                AccessMode.LOCAL, null, new TokenMemory(none, clock), new LoginMemory(none, clock), clock, null);
    }
}
