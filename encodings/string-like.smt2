;; StringLike, StringNotLike
;;
;; The value is in one of the patterns: `*` any run of characters, `?` exactly one, letter case counts
;; (IAM/reference_policies_elements_condition_operators).
;;
;; Encoded as a regular expression over the key's text: `*` is `re.all`, `?` is `re.allchar`. A pattern without
;; wildcards is an equation; `*` alone says only that the key is present. Exact: the languages are the same by
;; definition. In a run of wildcards the `?` come first (`*?` is `?*`), which is the same language.

(set-logic ALL)

;; policy pattern
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "b?ue*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ (str.to_re "b") re.allchar (str.to_re "ue") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of pattern
;;   {"context": {"aws:PrincipalTag/team": ["blue"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["b*ueish"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["b\nue\n"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["béue"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["bue"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["Blue"]}} => false
;;   {"context": {"aws:PrincipalTag/team": [""]}} => false
;;   {"context": {}} => false

;; policy not-pattern
;;   {"Condition": {"StringNotLike": {"aws:PrincipalTag/team": "b?ue*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (str.in_re |aws:principaltag/team| (re.++ (str.to_re "b") re.allchar (str.to_re "ue") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of not-pattern
;;   {"context": {"aws:PrincipalTag/team": ["blue"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["red"]}} => true
;;   {"context": {}} => true

;; policy star
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(assert |aws:principaltag/team present|)
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of star
;;   {"context": {"aws:PrincipalTag/team": [""]}} => true
;;   {"context": {}} => false

;; policy question-star
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "?*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.allchar re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy star-question
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "*?"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.allchar re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy empty
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": ""}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy middle
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "*a*?*b*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.all (str.to_re "a") re.allchar re.all (str.to_re "b") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy middle-2
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "*a?*b*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.all (str.to_re "a") re.allchar re.all (str.to_re "b") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy adjacent
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "*ab*"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.all (str.to_re "ab") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law complement-covers: not (pattern or not-pattern), expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (str.in_re |aws:principaltag/team| (re.++ (str.to_re "b") re.allchar (str.to_re "ue") re.all)))
(assert (not (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| term-1) (and |aws:principaltag/team present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law complement-is-apart: pattern and not-pattern, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(define-fun term-1 () Bool (str.in_re |aws:principaltag/team| (re.++ (str.to_re "b") re.allchar (str.to_re "ue") re.all)))
(assert (and |aws:principaltag/team present| term-1 (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-star-is-presence: pattern and not star, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law question-and-star-commute: (question-star and not star-question) or (star-question and not question-star), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-star-is-empty-or-more: star and not (empty or question-star), expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (not (or (and |aws:principaltag/team present| (= |aws:principaltag/team| "")) (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.allchar re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law empty-has-no-character: empty and question-star, expect unsat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "") (str.in_re |aws:principaltag/team| (re.++ re.allchar re.all))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law wildcards-in-a-run: (middle and not middle-2) or (middle-2 and not middle), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-question-mark-is-not-empty: adjacent and not middle, expect sat
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.all (str.to_re "ab") re.all)) (not (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ re.all (str.to_re "a") re.allchar re.all (str.to_re "b") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law two-patterns-overlap: adjacent and middle, expect sat
(push 1)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and (str.in_re |aws:principaltag/team| (re.inter (re.++ re.all (str.to_re "ab") re.all) (re.++ re.all (str.to_re "a") re.allchar re.all (str.to_re "b") re.all))) |aws:principaltag/team present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; Two patterns that together cover a third.

;; policy between, expect unsat
;;   {"Condition": {"StringLike": {"aws:PrincipalTag/team": "aXY*"}, "StringNotLike": {"aws:PrincipalTag/team": ["?X*", "a*Y?"]}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (str.in_re |aws:principaltag/team| (re.++ (str.to_re "aXY") re.all)) (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (or (str.in_re |aws:principaltag/team| (re.++ re.allchar (str.to_re "X") re.all)) (str.in_re |aws:principaltag/team| (re.++ (str.to_re "a") re.all (str.to_re "Y") re.allchar))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
