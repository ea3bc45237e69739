package io.heatlens;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/**
 * Data flows one way, and a package never uses one to its right.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.heatlens");

	@Test
	void packagesLookOnlyToTheirLeft() {
		List<String> packages = List.of("image", "hub", "vit", "explain", "render", "request", "answer");
		List<String> entries = List.of("web", "batch");
		Architectures.LayeredArchitecture architecture = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers();
		for (String name : Stream.concat(packages.stream(), entries.stream()).toList()) {
			architecture = architecture.layer(name).definedBy("io.heatlens." + name + "..");
		}
		for (int i = 0; i < packages.size(); i++) {
			String[] right = Stream.concat(packages.subList(i + 1, packages.size()).stream(), entries.stream())
				.toArray(String[]::new);
			architecture = architecture.whereLayer(packages.get(i)).mayOnlyBeAccessedByLayers(right);
		}
		for (String entry : entries) {
			architecture = architecture.whereLayer(entry).mayNotBeAccessedByAnyLayer();
		}
		architecture.check(this.classes);
	}

	@Test
	void accessKnowsNothingOfWhatItGuards() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.heatlens.web.access..")
			.should()
			.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.heatlens..")
				.and(JavaClass.Predicates.resideOutsideOfPackage("io.heatlens.web.access..")))
			.check(this.classes);
	}

	@Test
	void keysAreComparedInConstantTime() {
		ArchRuleDefinition.theClass("io.heatlens.web.access.ApiKeys")
			.should()
			.callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
			.check(this.classes);
		ArchRuleDefinition.noClasses()
			.that()
			.haveFullyQualifiedName("io.heatlens.web.access.ApiKeys")
			.should()
			.callMethodWhere(JavaCall.Predicates
				.target(HasName.Predicates.nameMatching("equals|equalsIgnoreCase|compareTo|compare|contains|get")))
			.check(this.classes);
	}

	@Test
	void onlyWebKnowsHttp() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.heatlens.web..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..",
					"org.apache.catalina..")
			.check(this.classes);
	}

	@Test
	void onlyHubAsksOtherServers() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.heatlens.hub..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.net.http..")
			.check(this.classes);
	}

	@Test
	void onlyVitAndExplainKnowTensors() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("io.heatlens.vit..", "io.heatlens.explain..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("ai.djl..")
			.check(this.classes);
	}

	@Test
	void threeClassesUseTheEnginesInternals() {
		ArchRuleDefinition.noClasses()
			.that()
			.haveNameNotMatching("io\\.heatlens\\.vit\\.(Autograd|Kernels|Libtorch)(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("ai.djl.pytorch..")
			.check(this.classes);
	}

}
