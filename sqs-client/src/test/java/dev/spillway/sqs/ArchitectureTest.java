/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spillway.sqs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.spillway.sqs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_parts_do_not_see_what_is_made_of_them = noClasses()
            .that()
            .resideInAnyPackage("dev.spillway.sqs.json", "dev.spillway.sqs.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.spillway.sqs");

    @ArchTest
    static final ArchRule nothing_else_of_spillway_is_used = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.spillway.jms..", "dev.spillway.mapping..", "dev.spillway.camel..", "dev.spillway.artemis..");
}
