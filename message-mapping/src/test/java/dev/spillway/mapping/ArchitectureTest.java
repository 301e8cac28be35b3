/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spillway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_module_uses_nothing_but_the_jdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations", "dev.spillway.mapping", "dev.spillway.diagnostic");

    @ArchTest
    static final ArchRule diagnostics_know_nothing_of_messages = noClasses()
            .that()
            .resideInAPackage("dev.spillway.diagnostic")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.spillway.mapping");
}
