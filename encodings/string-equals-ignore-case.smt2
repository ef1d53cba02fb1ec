;; StringEqualsIgnoreCase, StringNotEqualsIgnoreCase
;;
;; As StringEquals, but letter case does not count (IAM/reference_policies_elements_condition_operators). The
;; page does not say whose letter case; A–Z and a–z are taken as equal, no other letters.
;;
;; Encoded as a regular expression with a choice of two for each letter. Exact: each language is finite, and
;; holds the spellings of the operand and nothing else. With a variable there is no such expression; the test
;; is then a free Bool, and the block says `wider`.

(set-logic ALL)

;; policy blue
;;   {"Condition": {"StringEqualsIgnoreCase": {"aws:PrincipalTag/team": "Blue-1"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ (re.union (str.to_re "b") (str.to_re "B")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")) (str.to_re "-") (str.to_re "1")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of blue
;;   {"context": {"aws:PrincipalTag/team": ["blue-1"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["BLUE-1"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["blue-2"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["blue"]}} => false
;;   {"context": {}} => false

;; policy not-blue
;;   {"Condition": {"StringNotEqualsIgnoreCase": {"aws:PrincipalTag/team": "bLUE-1"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (str.in_re |aws:principaltag/team| (re.++ (re.union (str.to_re "b") (str.to_re "B")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")) (str.to_re "-") (str.to_re "1")))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of not-blue
;;   {"context": {"aws:PrincipalTag/team": ["BLUE-1"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["green"]}} => true
;;   {"context": {}} => true

;; policy exactly
;;   {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "bluE-1"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "bluE-1")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law spelling-does-not-count: blue and not-blue, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (str.in_re |aws:principaltag/team| (re.++ (re.union (str.to_re "b") (str.to_re "B")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")) (str.to_re "-") (str.to_re "1"))))
(assert (and |aws:principaltag/team present| term-1 (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law the-two-are-complements: not (blue or not-blue), expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (str.in_re |aws:principaltag/team| (re.++ (re.union (str.to_re "b") (str.to_re "B")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")) (str.to_re "-") (str.to_re "1"))))
(assert (not (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| term-1) (and |aws:principaltag/team present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law exact-is-narrower: exactly and not blue, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "bluE-1") (not (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ (re.union (str.to_re "b") (str.to_re "B")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")) (str.to_re "-") (str.to_re "1")))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law ignoring-is-wider: blue and not exactly, expect sat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ (re.union (str.to_re "b") (str.to_re "B")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")) (str.to_re "-") (str.to_re "1"))) (not (and |aws:principaltag/team present| (= |aws:principaltag/team| "bluE-1")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy umlaut
;;   {"Condition": {"StringEqualsIgnoreCase": {"aws:PrincipalTag/team": "Ärger[@`{"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ (str.to_re "\u{c4}") (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "g") (str.to_re "G")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "r") (str.to_re "R")) (str.to_re "[") (str.to_re "@") (str.to_re "`") (str.to_re "{")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of umlaut
;;   {"context": {"aws:PrincipalTag/team": ["ÄRGER[@`{"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["ärger[@`{"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["Ärger{@`{"]}} => false

;; policy empty
;;   {"Condition": {"StringEqualsIgnoreCase": {"aws:PrincipalTag/team": ""}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (str.to_re ""))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of empty
;;   {"context": {"aws:PrincipalTag/team": [""]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["x"]}} => false
;;   {"context": {}} => false

;; policy same-tag
;;   {"Condition": {"StringEqualsIgnoreCase": {"aws:RequestTag/team": "${aws:PrincipalTag/team}"}}}
;; emits
;;   wider: `${aws:PrincipalTag/team}` without regard to letter case
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |open: `${aws:PrincipalTag/team}` without regard to letter case of aws:requesttag/team| Bool)
(assert (and |aws:requesttag/team present| |open: `${aws:PrincipalTag/team}` without regard to letter case of aws:requesttag/team|))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of same-tag
;;   {"context": {"aws:RequestTag/team": ["Blue"], "aws:PrincipalTag/team": ["bLUE"]}} => true
;;   {"context": {"aws:RequestTag/team": ["red"], "aws:PrincipalTag/team": ["blue"]}} => false
;;   {"context": {"aws:RequestTag/team": ["red"]}} => false
