# Decisions
What looks odd but is meant, newest last.

## Source syntax stays at Java 17, everything else is 25
The formatter (google-java-format under spotless) parses with the Java that runs Maven, and Debian 12's
`mvn` runs on 17. So no record patterns, no pattern-matching `switch` and no `_`; APIs, runtime and
bytecode are 25. When Debian's Maven runs on 21 or later, this can go.

## Components without generated configurers
Each Camel component is made by the app with its collaborators and added to the context by name. The
generated configurers of camel-component-maven-plugin save a few microseconds of reflection at start
and cost a second compilation on every clean checkout. Options are plain setters with `@UriParam`.

## Natives lie unpacked in the image
JavaCPP would extract them all (`du -sm target/moodspeaker/lib/native`: 866 MB) into somebody's home at the
first start, and the service may write hardly anywhere. The build unpacks them into `lib/native`, `java.library.path` points there, and the jars that
held them are left out.

## Two judges
Music and light follow `mood:main`, which looks at the largest face. Alerts follow `mood:alarm`, which
may look at every face (`alert.faces=any`). They share code and settings, not state.

## Every answer behind its own queue
Each change goes into one `seda:` queue for each of log, music, light and alert, so that a sound card that
hangs stops neither the light nor the next frame. One queue with `multipleConsumers` would look simpler,
but Camel hands an exchange on to the next only when all consumers are done with it.

## Alerts outlive the daemon
An alert is stored in `alerts.db` before it is sent and deleted when it has arrived; a kill between the two
sends it again with the same id. A mood whose time was not up when the daemon ended is stored too. When
it ended, nothing had shown that the mood was over, so only another mood drops it: the first mood after
the restart decides, and where none is decided within half a minute, the alert is raised and says "before
a restart". An alert too many was thought better than one too few.

"With" works on moods, not on scores: while surprise stands where fear was, fear counts as holding as long
as it was there itself for half of the time. A share of the scores would also make an alert of a long
surprise that nobody fears.

## The tick
A camera that has gone silent sends nothing, and a judge that hears nothing can't notice that nobody is
there. `timer:tick` passes the time on once a second.

## A face is read twice, by a network that halves it at once
The mean over a face and its mirror image is right more often than either, at twice the time. A 5x5 stem
with stride 2 in place of a 3x3 stem and a strided convolution after it, and widths that are multiples
of 32, which fill vector registers, gave that time back; they also train half as fast again. Means are
taken of logits, so that one temperature fits both.

## The network is its own teacher
Ten votes are a noisy sample of what people see in a face. From epoch to epoch a growing share of each
target is what the network answered to that face before (`train --distillation`): no second network,
no second pass. Checkpoints hold these answers, else a resumed run would differ.

A second generation that starts anew, with the first one's answers for half of each target, is right more
often still (`train --generations 2`). It was worth twice the time; asking both generations for each face was
not, as they err alike. That was with batches in one piece, and so the shipped model was made. With batches in two
parts, as below, the second generation of two runs was right less often on PublicTest than the first, so
whoever trains a network of their own should compare both (the first one lies under `--work` in `generation-1/model`).

## A batch is trained in two parts
Threads that share every convolution wait for each other in each: a second one gained little, most of all in the
gradients of kernels. So the graph holds the network twice, with the same weights, and each copy takes half of the batch
and one thread (`TrainingGraph`). Batch statistics and dropout are each part's own, and the moving statistics follow the
parts' mean; sums are taken in a fixed order, so that a run still repeats bit for bit. There are two parts whatever the
number of threads, or the statistics would depend on it; batches below 64 stay whole, as a few faces say too little of all.

## Normalisation is a product and a sum
A model that is written has no batch normalisation, but the product and the sum that it comes to. TensorFlow folds those
into the convolutions before them, and sums and ReLUs with them; its own operation it leaves standing where it computes
with 16 bits, thirteen times a face. The parameters stay in the file under their names, so that `train --from` finds them.
Running a model on the caller's thread (`RunOptions`, inter-op pool -1) is faster still. It was left out: the mini-Xception
that a face is compared with gains as much, and then `evaluate --speed` passed three times its time in two runs of six.

## A fine-tuned model is half the old one
Thirty pictures of one person, in two or three moods, can be learned by heart, and all other faces are forgotten on the way.
So `train --from` ends on the mean of old and new weights (`--keep`; robust fine-tuning, Wortsman et al., CVPR 2022), as a
model and its fine-tuned copy lie in one valley of the loss. Normalising by the old moving statistics in place of the small
batches' own was tried and was no better. The bias is the old model's unless one is asked for; so is the temperature where
fewer than 100 faces could judge. To learn a whole data set anew, `--keep 0 --rate 0.05`.

## Rests are counted from the beginning of a track
`repeat-after` looks at when a track began, in whatever playlist, and not at how much of it was heard: one
that a mood cut after ten seconds was heard, and would be noticed. Where all rest, the playlist's own
order decides, so that a short playlist still goes round.

## Loudness is measured by our own meter
FFmpeg's `ebur128` ships with us, measures the same and costs as much: five minutes of pink noise (`ffmpeg -f lavfi -i
anoisesrc=color=pink:duration=300:amplitude=0.3 -ac 2 noise.flac`) are -25.2 LUFS to both; `ffmpeg -i noise.flac -af
ebur128=framelog=verbose -f null -` took 0.6 s of a core more than without the filter, `LoudnessMeter` 0.6 s with Java's quick
compiler. To call it, its graph would need as many lines as the meter has, and 8 MB of `libavfilter` in the daemon.

## Speech becomes words on a Wyoming server, not by Vosk in the process
Vosk's Java library (`com.alphacephei:vosk` 0.3.45, 26 MB) brings its native code for PCs and Macs alone, not for the arm64 of a
Raspberry Pi, and no model. A Wyoming server has both, Vosk's models among its choices, runs on the board or beside it, and is
what Home Assistant's homes have already.

## A vote for nobody is half a vote
Of the frames of somebody who is known, many are turned or blurred and look like nobody; of a stranger's frames, one in a
hundred looks like somebody. So the second says more than the first.

## The music's package has rooms
With ninety classes in one package nobody found the one to change. `music` keeps the words and the interfaces that its
rooms share (`Track`, `Playlist`, `AudioSource`, `AudioSink`, `MusicPlayer`, `Strategy`) and the feature. A room each has
what reads lists (`playlist`), opens tracks (`source`), levels them (`loudness`), takes the sound (`sink`), plays on this
machine (`local`), decides and remembers (`control`), and reads and checks the configuration (`config`). `music` uses none
of them but in `MusicFeature`, and they use each other one way only; `ArchitectureTest` holds both.
