package io.rootops.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules. */
@AnalyzeClasses(packages = "io.rootops", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule coreAndDashboardKnowNoServer = noClasses()
            .that()
            .resideOutsideOfPackage("io.rootops.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..", "org.kohsuke.github..", "picocli..", "io.rootops.app..");

    @ArchTest
    static final ArchRule coreKnowsNoDashboard = noClasses()
            .that()
            .resideInAPackage("io.rootops.core..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rootops.dashboard..");

    @ArchTest
    static final ArchRule onlyWebAndAccessKnowJetty = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.rootops.app.web..",
                    "io.rootops.app.access..",
                    "io.rootops.app.webhook..",
                    "io.rootops.app.alert..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule dashboardKnowsNoDatabase = noClasses()
            .that()
            .resideInAPackage("io.rootops.dashboard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "java.sql..", "io.rootops.core.memory.schema..");

    @ArchTest
    static final ArchRule noCyclesBelowTheWiring =
            slices().matching("io.rootops.app.(*)..").should().beFreeOfCycles();
}
