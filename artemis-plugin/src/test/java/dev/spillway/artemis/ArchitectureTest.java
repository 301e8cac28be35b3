/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.spillway.artemis";

    @ArchTest
    static final ArchRule data_flows_from_http_to_the_store_and_the_broker_implements_it = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("plugin")
            .definedBy(ROOT)
            .layer("standalone")
            .definedBy(ROOT + ".standalone..")
            .layer("http")
            .definedBy(ROOT + ".http..")
            .layer("wire")
            .definedBy(ROOT + ".wire..")
            .layer("operations")
            .definedBy(ROOT + ".sqs.operation..")
            .layer("nouns")
            .definedBy(ROOT + ".sqs")
            .layer("store")
            .definedBy(ROOT + ".store..")
            .layer("broker")
            .definedBy(ROOT + ".broker..")
            .layer("aws")
            .definedBy(ROOT + ".aws..")
            .layer("config")
            .definedBy(ROOT + ".config..")
            .whereLayer("standalone")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("plugin")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("plugin")
            .whereLayer("wire")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("plugin")
            .whereLayer("nouns")
            .mayOnlyBeAccessedByLayers("operations")
            .whereLayer("broker")
            .mayOnlyBeAccessedByLayers("plugin")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("plugin", "operations", "nouns", "broker")
            .whereLayer("aws")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("store")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule only_the_broker_adapter_and_the_plugin_know_artemis = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.activemq.artemis..");

    @ArchTest
    static final ArchRule the_broker_adapter_knows_nothing_of_aws = noClasses()
            .that()
            .resideInAPackage(ROOT + ".broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule the_services_and_the_wire_know_no_netty = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".wire..", ROOT + ".sqs..", ROOT + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule an_operation_is_private_to_its_package = classes()
            .that()
            .resideInAPackage(ROOT + ".sqs.operation")
            .and()
            .doNotHaveSimpleName("SqsService")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule names_are_those_of_the_field = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");
}
