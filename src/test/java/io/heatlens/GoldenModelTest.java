package io.heatlens;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.heatlens.vit.checkpoint.Golden;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test of the application's components with the golden models and the embedded one,
 * without a server. All tests with this annotation share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = Golden.STORE)
public @interface GoldenModelTest {

}
