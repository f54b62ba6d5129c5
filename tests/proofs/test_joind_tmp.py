import time, os
from collections import Counter
from functools import partial
from random import Random
from proofs import disclosure
from proofs.disclosure import *
from proofs.disclosure import _names, _is_found
from proofs.disclosure.attempts import every_attempt
def test_it(cast):
    t=time.time()
    with one_connection(), override_settings(EMAIL_BACKEND=MAIL):
        around(cast)
        aviary = Aviary(_names(cast))
        cases = {name: told(name, cast, partial(aviary.fill, name)) for name in STORIES}
        print("told", time.time()-t)
        keys.forget()
        every=list(every_attempt(cases))
        c=Counter(a.method for a in every); print(len(every), c, Counter(a.route for a in every).most_common(12))
        only=os.environ.get("ONLY","")
        for name in PLANTED:
            if only and only not in name: continue
            t=time.time()
            plant, routes = PLANTED[name]
            tries = [one for one in every if one.route in routes]
            Random(5).shuffle(tries)
            tries.sort(key=lambda a: a.story!="none")
            watcher = Watcher(cast, aviary); n=0; got=None
            with plant():
                for one in tries:
                    n+=1
                    for leak in watcher.leaks_of(one):
                        if "answered 5" in leak: print("   500", leak)
                        else: got=leak
                    if got or time.time()-t>60: break
            print(name, "|", n, "of", len(tries), round(time.time()-t,1), got, flush=True)
