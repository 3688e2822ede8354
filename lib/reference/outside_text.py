"""Interpolated Kneser-Ney bigrams of nltk and the chunk F1 of seqeval."""
import random
from collections import Counter
from importlib.metadata import version

from nltk.lm import KneserNeyInterpolated
from nltk.lm.preprocessing import padded_everygram_pipeline
from nltk.util import ngrams
from seqeval.metrics import classification_report

from files import write

SENTENCES = ["the cat sat on the mat", "the dog sat on the cat", "a cat saw the dog", "the dog saw a mat", "a bird sat on a mat",
             "the cat saw a cat", "on the mat a dog sat", "a fish saw the cat"]
TEST = ["the dog sat on a mat", "a cat sat", "the bird saw the fish"]


def known(sentence, counts):
    return [word if counts[word] > 1 else "<unk>" for word in sentence.split()]


def kneser_ney():
    """Every word of the vocabulary occurs, <unk> too: then our lowest order, which mixes in 1 / (V - 1), is nltk's plain share."""
    counts = Counter(" ".join(SENTENCES).split())
    text = [known(sentence, counts) for sentence in SENTENCES]
    bigrams = Counter(pair for words in text for pair in ngrams(["<s>", *words, "</s>"], 2))
    frequency = Counter(bigrams.values())
    model = KneserNeyInterpolated(2, discount=frequency[1] / (frequency[1] + 2 * frequency[2]))
    model.fit(*padded_everygram_pipeline(2, text))
    events = sorted(set(sum(text, []))) + ["</s>"]
    test = [pair for sentence in TEST for pair in ngrams(["<s>", *known(sentence, counts), "</s>"], 2)]
    write("outside/nltk_kneser_ney", {
        "what": "interpolated Kneser-Ney, bigrams", "by": f"nltk {version('nltk')}", "precision": "float64",
        "sizes": {"atLeast": 2}, "sentences": SENTENCES, "test": TEST, "perplexity": model.perplexity(test),
        "probabilities": {h: {w: model.score(w, [h]) for w in events} for h in ["<s>", *events[:-1]]}})


def tags(generator):
    return generator.choices(["O", "B-to", "I-to", "B-from", "I-from", "B-day"], k=12)


def chunks():
    """Tags in any order, also I- without B-; a third of the predicted ones differ."""
    generator = random.Random(4)
    right = [tags(generator) for _ in range(20)]
    predicted = [[tag if generator.random() > 1 / 3 else other for tag, other in zip(row, tags(generator))] for row in right]
    report = classification_report(right, predicted, output_dict=True)
    wanted = {"to", "from", "day", "micro avg"}
    write("outside/seqeval_chunks", {
        "what": "precision, recall and F1 of chunks", "by": f"seqeval {version('seqeval')}", "precision": "float64",
        "right": [" ".join(row) for row in right], "predicted": [" ".join(row) for row in predicted],
        "scores": {kind: {name: scores[name] for name in ("precision", "recall", "f1-score")}
                   for kind, scores in report.items() if kind in wanted}})


kneser_ney()
chunks()
