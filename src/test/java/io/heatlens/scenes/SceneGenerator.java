package io.heatlens.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes scenes: the same seed and number give the same scene on every machine.
 */
public final class SceneGenerator {

	private static final int CONTRAST = 110;

	private final FashionItems items;

	private final SceneSettings settings;

	private final long seed;

	/**
	 * Creates a generator.
	 * @param items the items to show
	 * @param settings what scenes are like
	 * @param seed chooses the sequence of scenes
	 */
	public SceneGenerator(FashionItems items, SceneSettings settings, long seed) {
		this.items = items;
		this.settings = settings;
		this.seed = seed;
	}

	/**
	 * Makes one scene of the sequence.
	 * @param number the scene's number in the sequence
	 * @return the scene
	 */
	public Scene scene(long number) {
		SplittableRandom random = new SplittableRandom(new SplittableRandom(this.seed).nextLong() + number);
		random = random.split();
		Canvas canvas = new Canvas(this.settings.size());
		new Backdrop(canvas, random).paint();
		boolean two = random.nextDouble() < this.settings.twoItemShare();
		List<Scene.Item> placed = two ? paintTwo(canvas, random) : paintOne(canvas, random);
		return new Scene(canvas.size(), canvas.bytes(), placed);
	}

	private List<Scene.Item> paintOne(Canvas canvas, SplittableRandom random) {
		int item = random.nextInt(this.items.size());
		Sprite sprite = sprite(item, random, this.settings.largestItem());
		return List.of(paint(canvas, random, item, sprite, place(sprite, random)));
	}

	/**
	 * Places are drawn, with ever smaller items, until no boxes overlap.
	 */
	private List<Scene.Item> paintTwo(Canvas canvas, SplittableRandom random) {
		int first = random.nextInt(this.items.size());
		int second = random.nextInt(this.items.size());
		while (this.items.label(first) == this.items.label(second)) {
			second = random.nextInt(this.items.size());
		}
		int largest = this.settings.largestItem();
		while (true) {
			Sprite one = sprite(first, random, largest);
			Sprite other = sprite(second, random, largest);
			for (int attempt = 0; attempt < 8; attempt++) {
				Scene.Box here = place(one, random);
				Scene.Box there = place(other, random);
				if (!here.overlaps(there)) {
					List<Scene.Item> placed = new ArrayList<>();
					placed.add(paint(canvas, random, first, one, here));
					placed.add(paint(canvas, random, second, other, there));
					return placed;
				}
			}
			largest = Math.max(this.settings.smallestItem(), largest - 4);
		}
	}

	private Sprite sprite(int item, SplittableRandom random, int largest) {
		Sprite sprite;
		int most = largest;
		do {
			int size = random.nextInt(Math.min(most, this.settings.smallestItem()), most + 1);
			sprite = Sprite.of(this.items, item, size, random);
			most--;
		}
		while (Math.max(sprite.width(), sprite.height()) > this.settings.size());
		return sprite;
	}

	private Scene.Box place(Sprite sprite, SplittableRandom random) {
		int x = random.nextInt(this.settings.size() - sprite.width() + 1);
		int y = random.nextInt(this.settings.size() - sprite.height() + 1);
		return new Scene.Box(x, y, sprite.width(), sprite.height());
	}

	private Scene.Item paint(Canvas canvas, SplittableRandom random, int item, Sprite sprite, Scene.Box box) {
		float dark = 0.05f + 0.35f * (float) random.nextDouble();
		sprite.paint(canvas, box.x(), box.y(), visibleTint(canvas, random, box), dark);
		return new Scene.Item(this.items.label(item), box);
	}

	/**
	 * Draws colours until one differs from the background of the item.
	 */
	private static float[] visibleTint(Canvas canvas, SplittableRandom random, Scene.Box box) {
		float[] tint = Tint.random(random);
		for (int attempt = 0; attempt < 8 && difference(canvas, box, tint) < CONTRAST; attempt++) {
			tint = Tint.random(random);
		}
		return tint;
	}

	private static float difference(Canvas canvas, Scene.Box box, float[] tint) {
		float difference = 0;
		for (int i = 1; i < 4; i++) {
			for (int j = 1; j < 4; j++) {
				int x = box.x() + i * box.width() / 4;
				int y = box.y() + j * box.height() / 4;
				for (int channel = 0; channel < 3; channel++) {
					difference += Math.abs(0.6f * tint[channel] - canvas.get(x, y, channel));
				}
			}
		}
		return difference / 9;
	}

}
